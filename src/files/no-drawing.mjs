// Before pdfjs-dist: where these are missing it loads a native library to draw with. Nothing is drawn here, so names are enough,
// and the process needs no leave to load native code.
globalThis.DOMMatrix ??= class {};
globalThis.ImageData ??= class {};
globalThis.Path2D ??= class {};
