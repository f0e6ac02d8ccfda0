/** A template of a number: the platform approves each language by itself (platform 8.6). */
export interface TemplatePlace {
  channelId: string;
  name: string;
  language: string;
}

/** Since and until when it is not tried, and the platform's code for why. */
export interface HeldTemplate {
  since: Date;
  until: Date;
  code: number;
}

/**
 * Templates the platform refused to send for now (paused, disabled, unknown), as this process learnt: their next messages wait
 * without a call. What it says about one of them, or one that it takes, ends it.
 */
export class HeldTemplates {
  readonly #held = new Map<string, HeldTemplate>();

  /** Null: nothing is known against it. */
  heldOf(place: TemplatePlace): HeldTemplate | null {
    return this.#held.size === 0 ? null : (this.#held.get(keyOf(place)) ?? null);
  }

  hold(place: TemplatePlace, held: HeldTemplate): void {
    this.#held.set(keyOf(place), held);
  }

  /** In use again; without a language: in each. */
  release({ channelId, name, language }: Omit<TemplatePlace, 'language'> & { language?: string }): void {
    for (const key of this.#held.keys())
      if (
        language === undefined
          ? key.startsWith(`${channelId}\n${name}\n`)
          : key === keyOf({ channelId, name, language })
      )
        this.#held.delete(key);
  }
}

const keyOf = ({ channelId, name, language }: TemplatePlace): string => `${channelId}\n${name}\n${language}`;
