import type { Attachment } from './chat-message.ts';
import { GraphRefusal } from './platform-errors.ts';
import type { TemplateComponent, TemplateParameter, TemplateSend } from './send-schemas.ts';
import {
  fillIn,
  isSendable,
  variablesOf,
  type CataloguedTemplate,
  type TemplateCatalogue,
} from './template-catalogue.ts';

export interface FilledTemplate {
  template: CataloguedTemplate;
  text: string;
  /** Null when the template has no document header. */
  document: { id?: string | undefined; link?: string | undefined; filename?: string | undefined } | null;
  buttons: { id: string; title: string }[];
}

/** Limit of the body with other components, and alone (platform 6.4). */
const maxHydrated = { withOthers: 1024, alone: 32_768 } as const;

/** Checks a template send the way Meta does and fills it in. Throws 132000, 132001, 132005, 132012, 132015, 132016, 132018 or 100. */
export const fillTemplate = (catalogue: TemplateCatalogue, send: TemplateSend): FilledTemplate => {
  const language = send.language.code;
  const template = catalogue.find(send.name, language);
  if (template === null || !isSendable(template)) throw notInUse(template, send.name, language);
  const components = send.components ?? [];
  const values = bodyValues(template, parametersOf(components, 'body'));
  const text = fillIn(template.body, values);
  const hasOthers = template.header !== 'none' || template.buttons.length > 0 || template.footer !== null;
  if ([...text].length > (hasOthers ? maxHydrated.withOthers : maxHydrated.alone))
    throw new GraphRefusal(132005, 'Translated text too long');
  return {
    template,
    text,
    document: headerDocument(template, parametersOf(components, 'header')),
    buttons: buttonsOf(template, components),
  };
};

/** Paused and disabled are said as such; everything else is as if it were not there (platform 10.3). */
const notInUse = (template: CataloguedTemplate | null, name: string, language: string): GraphRefusal => {
  if (template?.status === 'PAUSED') return new GraphRefusal(132015, `Template ${name} is paused.`);
  if (template?.status === 'DISABLED') return new GraphRefusal(132016, `Template ${name} is disabled.`);
  return new GraphRefusal(132001, `template name (${name}) does not exist in ${language}`);
};

const parametersOf = (
  components: readonly TemplateComponent[],
  type: 'header' | 'body',
): readonly TemplateParameter[] => {
  const found = components.filter((component) => component.type === type);
  if (found.length > 1) throw new GraphRefusal(100, `component ${type} is given more than once`);
  return found[0]?.parameters ?? [];
};

const bodyValues = (
  template: CataloguedTemplate,
  parameters: readonly TemplateParameter[],
): Map<string, string> => {
  const names = variablesOf(template.body);
  const isPositional = names.every((name) => /^\d+$/.test(name));
  if (parameters.length !== names.length)
    throw new GraphRefusal(
      132000,
      `body: number of localizable_params (${String(parameters.length)}) does not match the expected number of params (${String(names.length)})`,
    );
  const values = new Map<string, string>();
  for (const [index, parameter] of parameters.entries()) {
    const { name, value } = textOf(parameter, index);
    const variable = isPositional ? (name === null ? names[index] : undefined) : name;
    if (variable === undefined || variable === null || !names.includes(variable) || values.has(variable))
      throw new GraphRefusal(
        132012,
        `body: parameter ${String(index)}: ${name ?? 'no parameter_name'} does not fit the template`,
      );
    checkValue(variable, value);
    values.set(variable, value);
  }
  return values;
};

const textOf = (parameter: TemplateParameter, index: number): { name: string | null; value: string } => {
  switch (parameter.type) {
    case 'text':
      return { name: parameter.parameter_name ?? null, value: parameter.text };
    case 'currency':
      return { name: parameter.parameter_name ?? null, value: parameter.currency.fallback_value };
    case 'date_time':
      return { name: parameter.parameter_name ?? null, value: parameter.date_time.fallback_value };
    default:
      throw new GraphRefusal(
        132012,
        `body: parameter ${String(index)} of type ${parameter.type}, expected text`,
      );
  }
};

const checkValue = (name: string, value: string): void => {
  if (value.trim() === '') throw new GraphRefusal(132018, `Parameter ${name} is empty`);
  if (/[\n\r\t]| {5}/.test(value))
    throw new GraphRefusal(
      132018,
      'Param text cannot have new-line/tab characters or more than 4 consecutive spaces',
    );
};

const headerDocument = (
  template: CataloguedTemplate,
  parameters: readonly TemplateParameter[],
): FilledTemplate['document'] => {
  const [first] = parameters;
  if (template.header === 'none') {
    if (first) throw new GraphRefusal(132000, 'header: the template has no parameters');
    return null;
  }
  if (parameters.length !== 1 || first?.type !== 'document')
    throw new GraphRefusal(
      132012,
      `header: Format mismatch, expected DOCUMENT, received ${first?.type.toUpperCase() ?? 'UNKNOWN'}`,
    );
  return first.document;
};

const buttonsOf = (
  template: CataloguedTemplate,
  components: readonly TemplateComponent[],
): FilledTemplate['buttons'] => {
  const buttons = template.buttons.map((title) => ({ id: title, title }));
  for (const component of components) {
    if (component.type !== 'button') continue;
    const button = buttons[Number(component.index)];
    const [parameter] = component.parameters;
    if (
      !button ||
      component.sub_type !== 'quick_reply' ||
      component.parameters.length !== 1 ||
      parameter?.type !== 'payload'
    )
      throw new GraphRefusal(
        132012,
        `button at index ${String(component.index)} of type ${component.sub_type} does not fit the template`,
      );
    button.id = parameter.payload;
  }
  return buttons;
};

/** An attachment that still has to be found or fetched. */
export const unfetched = (
  kind: Attachment['kind'],
  source: { id?: string | undefined; link?: string | undefined; filename?: string | undefined },
): Attachment => ({
  kind,
  mediaId: source.id ?? null,
  link: source.link ?? null,
  mimeType: null,
  filename: source.filename ?? null,
  size: null,
});
