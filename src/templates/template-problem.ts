/** Something the platform or the law would not let pass. Stable; a page explains each (docs/how-to/a-template-wording.md). */
export type LintRule =
  | 'name'
  | 'language'
  | 'empty'
  | 'too_long'
  | 'spacing'
  | 'control_character'
  | 'markdown'
  | 'variable_at_edge'
  | 'variables_together'
  | 'variable_name'
  | 'variable_numbers'
  | 'variables_mixed'
  | 'variable_not_allowed'
  | 'too_many_variables'
  | 'stray_braces'
  | 'missing_sample'
  | 'bad_value'
  | 'too_many_buttons'
  | 'buttons_apart'
  | 'same_button'
  | 'forbidden_word'
  | 'promotional_word'
  | 'statutory_word'
  | 'custody_word';

export interface TemplateProblem {
  /** Where: `body`, `header`, `footer`, `buttons[1]`, `samples.contact_name`, `name`, `language`. */
  place: string;
  rule: LintRule;
  message: string;
}
