import { mediaTypes } from './found-type.ts';
import type { RefusalReason } from './file-record.ts';

/** What a file has to keep to. Sizes in bytes. */
export interface FileRules {
  /** Types that are taken, as `FoundType` names them. */
  acceptedMime: readonly string[];
  maxBytes: number;
  /** Images have a limit of their own besides `maxBytes` (reliability F6.2). */
  maxImageBytes: number;
  maxPages: number;
  /** Width times height, looked at before anything is decoded (reliability F6.4). */
  maxPixels: number;
  /** Set: nothing is taken this way, whatever it is, and it is not even fetched (domain 7.7: identity documents in the chat). */
  barred: RefusalReason | null;
}

/** Limits of a deployment; `defaultBytes` holds where a request names no limit of its own. */
export interface FileLimits {
  defaultBytes: number;
  /** No request may ask for more (reliability F6.2). */
  absoluteBytes: number;
  imageBytes: number;
  pages: number;
  pixels: number;
}

/**
 * For what a person recorded or showed, kept to be heard and seen by staff: no request asks for it, so none can refuse it.
 */
export const recordingRules = (limits: FileLimits): FileRules => ({
  acceptedMime: [...mediaTypes, 'image/webp'],
  maxBytes: limits.absoluteBytes,
  maxImageBytes: limits.imageBytes,
  maxPages: 0,
  maxPixels: limits.pixels,
  barred: null,
});

const million = 1_000_000;

export const defaultFileLimits: FileLimits = {
  defaultBytes: 15 * million,
  absoluteBytes: 20 * million,
  imageBytes: 10 * million,
  pages: 50,
  pixels: 50 * million,
};
