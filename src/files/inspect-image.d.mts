import type { Decoders } from './inspect-content.ts';

export declare const inspectImage: Decoders['image'];
