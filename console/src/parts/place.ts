import type { AnyRoute } from '@tanstack/react-router';
import type { ComponentType, SVGProps } from 'react';

/** One place of the left rail. Its words are `places.<name>` of `locales/<language>/shell.json`. */
export interface Place {
  /** Folder below `places/`, and namespace of its words. */
  name: string;
  /** Below `/console`, with its slash. */
  path: string;
  /** 24×24, drawn in the colour of the text. */
  icon: ComponentType<SVGProps<SVGSVGElement>>;
  /** Who lacks it does not see the place (docs/permissions.md); null: everybody who is signed in does. */
  permission: string | null;
  /** Shown in the bar of small screens; the others are behind “more”. */
  onPhone?: true;
  /** Below `frameRoute`, their pages loaded with `lazyRouteComponent`: the place is a chunk of its own. */
  routes: readonly AnyRoute[];
}

export const definePlace = <const One extends Place>(place: One): One => place;
