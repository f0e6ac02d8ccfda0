import sharp from 'sharp';

/** Longest side of the view: enough to read a page on a screen. */
const viewSide = 4_096;
const decodeSeconds = 20;

// Only these three decoders exist here: sharp tells types by itself, and must not find an SVG or a PDF of its own.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
});
sharp.cache(false);
sharp.concurrency(1);

const refused = (reason) => ({ kind: 'refused', reason });

/** @type {(content: Buffer, limits: { maxPixels: number, format: string }) => Promise<object>} Sizes as seen, EXIF orientation applied. */
export const inspectImage = async (content, { maxPixels, format }) => {
  try {
    // The header alone; nothing is decoded before its size is known.
    const header = await sharp(content, { limitInputPixels: false }).metadata();
    if (header.format !== format) return refused('unreadable');
    if (header.width * header.height > maxPixels) return refused('too_many_pixels');
    // Metadata (EXIF with the place, comments) is left out unless asked for; whatever follows the image is not copied.
    const view = await sharp(content, { limitInputPixels: maxPixels, failOn: 'error' })
      .autoOrient()
      .resize({ width: viewSide, height: viewSide, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .jpeg({ quality: 88, chromaSubsampling: '4:4:4' })
      .timeout({ seconds: decodeSeconds })
      .toBuffer();
    const { width, height } = header.autoOrient;
    return { kind: 'image', width, height, view };
  } catch {
    return refused('unreadable');
  }
};
