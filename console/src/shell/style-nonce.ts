/** The number of this page's answer; styles written by script carry it (docs/adr/0059). */
export const styleNonce: string =
  document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
