/** A file on one number: the platform knows an upload by the number that made it. */
export interface MediaKey {
  channelId: string;
  /** Of its content, hex. */
  sha256: string;
}

export interface MediaHandle {
  mediaId: string;
  /** Not used any more from then on. */
  expiresAt: Date;
}

/** Files that were uploaded to the platform, by what they hold: each is uploaded once and named again. */
export interface MediaHandleRepository {
  /** Null: none, or it is over. */
  find(tenantId: string, key: MediaKey, now: Date): Promise<MediaHandle | null>;
  /** The last one counts. */
  save(tenantId: string, key: MediaKey, handle: MediaHandle): Promise<void>;
  /** The platform does not know it. False: another one was uploaded since, or nothing was kept. */
  forget(tenantId: string, key: MediaKey, mediaId: string): Promise<boolean>;
}
