/** `unavailable` is not clean: the file stays closed and is scanned again later (reliability F6.6). */
export type ScanVerdict = 'clean' | 'infected' | 'unavailable';

/** Antivirus. Null where none is set up; files then say `unscanned`. Never throws. */
export type FileScanner = { scan(content: Buffer): Promise<ScanVerdict> } | null;
