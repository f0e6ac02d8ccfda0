/** `+90 ••• ••• 01 01` of `+905551230101`: enough to tell numbers apart. */
export const masked = (phone: string): string =>
  `${phone.slice(0, 3)} ••• ••• ${phone.slice(-4, -2)} ${phone.slice(-2)}`;
