// Entry of the process in which one hostile file is looked at (run-inspection.ts starts it, from the built files). It has no
// environment and reaches nothing (close-doors.mjs), gets one job, answers once and is ended by its parent.
import './close-doors.mjs';
import process from 'node:process';
import { inspectContent, type InspectionJob } from './inspect-content.ts';

// Nobody is left to answer to.
process.on('disconnect', () => process.exit(1));

// What the parent sends is ours; the channel knows no types.
process.once('message', (message: InspectionJob) => {
  void (async () => {
    const { buffer, byteOffset, byteLength } = message.content;
    const content = Buffer.from(buffer, byteOffset, byteLength);
    const answer = await inspectContent(
      { ...message, content },
      {
        pdf: async (bytes, limits) => (await import('./inspect-pdf.mjs')).inspectPdf(bytes, limits),
        image: async (bytes, limits) => (await import('./inspect-image.mjs')).inspectImage(bytes, limits),
      },
    );
    process.send?.(answer);
  })();
});
