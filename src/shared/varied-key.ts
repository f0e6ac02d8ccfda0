const fewestDifferent = 16;

/** A shorter row of bytes that makes the whole by repetition. */
const repeats = (bytes: Uint8Array): boolean =>
  Array.from({ length: bytes.length >> 1 }, (_, index) => index + 1).some(
    (period) => bytes.length % period === 0 && bytes.every((byte, index) => byte === bytes[index % period]),
  );

/** 00 01 02 …, or in other steps. */
const counts = (bytes: Uint8Array): boolean => {
  const step = (Number(bytes[1]) - Number(bytes[0])) & 0xff;
  return bytes.every((byte, index) => index === 0 || ((byte - Number(bytes[index - 1])) & 0xff) === step);
};

/**
 * Whether 32 bytes may have been drawn at random: not one byte, one pattern or a row of numbers. Of random ones some 30 differ;
 * fewer than 16 do not happen.
 */
export const isVariedKey = (bytes: Uint8Array): boolean =>
  new Set(bytes).size >= fewestDifferent && !repeats(bytes) && !counts(bytes);
