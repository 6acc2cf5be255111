/** Joins what is there: `classNames('grid', isWide && 'grid--wide')`. */
export function classNames(...names: readonly (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ')
}
