import type { SearchProvider } from '../parts/commands.ts';

/** Who finds things for the command box, in the order of their groups. `go` opens an address below `/console`. */
export const searchProviders = (_go: (to: string) => void): readonly SearchProvider[] => [];
