import type { Decoders } from './inspect-content.ts';

export declare const inspectPdf: Decoders['pdf'];
