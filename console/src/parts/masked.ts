/** The API hides this number until somebody asks for it with a reason; what hides is never written back. */
export const isMasked = (number: string): boolean => number.includes('•');
