import type { Frame } from '../protocol/messages';

/** What stands over the semantic picture when it is not the new one. */
export function verdictOf({ outcome, loss, semantic }: Frame): string {
  if (outcome === 'lost') return `Lost${loss === null ? '' : `: ${loss}`}${semantic === null ? '' : '; concealed'}`;
  if (outcome === 'late') return 'Late';
  if (outcome === 'dropped') return 'Dropped';
  return '';
}

/** What stands over the classical picture when it is not the new one. */
export const rivalVerdictOf = ({ classicalLost, classicalScheme }: Frame): string => (classicalScheme === null ? 'Off' : classicalLost === true ? 'Lost; last picture frozen' : '');
