import { supportedExtensions } from 'file-type';

/** Endings that content alone does not tell, and that programs, scripts and pages go by. */
const byNameOnly = `
  csv tsv txt rtf htm html xhtml mht svg xml xsl json md eml msg vcf ics
  exe com scr pif cpl msi msp msu dll sys drv ocx bat cmd ps1 psm1 vbs vbe js mjs cjs jse ws wsf wsh hta lnk url reg inf
  jar class jnlp apk ipa app dmg pkg deb rpm appimage run bin elf sh bash zsh csh ksh py pyc rb pl php asp aspx jsp cgi
  doc docm dot dotm xls xlsm xlsb xlt xltm ppt pptm pot potm pps ppsm one iso img vhd vhdx cab ace arj lzh chm hlp
  jpe jfif heif heics
`;

const known: ReadonlySet<string> = new Set([...supportedExtensions, ...byNameOnly.trim().split(/\s+/)]);

/**
 * The ending of a name where it claims a type, in lower case without the dot; null: it claims none. A date («Levha
 * 31.10.2026») or a version is part of the name.
 */
export const namedExtension = (filename: string | null): string | null => {
  const ending = /[^.\s]\.([\p{L}\p{N}]{1,10})\s*$/u.exec(filename ?? '')?.[1]?.toLowerCase();
  return ending !== undefined && known.has(ending) ? ending : null;
};
