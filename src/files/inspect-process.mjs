// Entry of the process in which one hostile file is looked at (run-inspection.ts starts it). It has no environment, gets one
// job, answers once and is ended by its parent. Plain JavaScript, so that it runs from the source and from dist/ alike.
import process from 'node:process';

const kinds = {
  pdf: async () => (await import('./inspect-pdf.mjs')).inspectPdf,
  image: async () => (await import('./inspect-image.mjs')).inspectImage,
};

// Nobody is left to answer to.
process.on('disconnect', () => process.exit(1));

process.once('message', (job) => {
  void (async () => {
    const inspect = await kinds[job.kind]();
    const content = Buffer.from(job.content.buffer, job.content.byteOffset, job.content.byteLength);
    process.send(await inspect(content, job.limits));
  })();
});
