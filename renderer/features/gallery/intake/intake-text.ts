import { leftOutReasons, type LeftOutReason } from '../../../../shared/domain/left-out.ts'
import type { IntakeState, LeftOutRow } from '../../../../shared/ipc/rows.ts'
import type { Translate } from '../../../messages/translate.ts'

export type LastIntake = NonNullable<IntakeState['last']>

export type LeftOutLine =
  | { readonly kind: 'reason'; readonly reason: LeftOutReason; readonly count: number }
  | { readonly kind: 'path'; readonly path: string }

/** "482 added · 8 duplicates · 12 left out": what is none is not named, unless all of it is none. */
export function intakeSummary({ added, known, duplicates, leftOutCount, cutOff }: LastIntake, t: Translate): string {
  const parts = [
    added > 0 ? t('gallery.intake-added', { count: added }) : null,
    known > 0 ? t('gallery.intake-known', { count: known }) : null,
    duplicates > 0 ? t('gallery.intake-duplicates', { count: duplicates }) : null,
    leftOutCount > 0 ? t('gallery.intake-left-out', { count: leftOutCount }) : null,
    cutOff !== null ? t('gallery.intake-cut-off', cutOff) : null,
  ].filter((part) => part !== null)
  return parts.length === 0 ? t('gallery.intake-nothing') : parts.join(' · ')
}

/** What was left out, under its reasons; the reason with the most comes first. */
export function leftOutLines(rows: readonly LeftOutRow[]): readonly LeftOutLine[] {
  const groups = new Map<LeftOutReason, string[]>()
  for (const { path, reason } of rows) {
    const group = groups.get(reason)
    if (group === undefined) groups.set(reason, [path])
    else group.push(path)
  }
  const reasons = Object.keys(leftOutReasons)
  return [...groups]
    .sort(([a, some], [b, others]) => others.length - some.length || reasons.indexOf(a) - reasons.indexOf(b))
    .flatMap(([reason, paths]): LeftOutLine[] => [
      { kind: 'reason', reason, count: paths.length },
      ...paths.map((path): LeftOutLine => ({ kind: 'path', path })),
    ])
}

/** The same as text to paste elsewhere: a path and its reason on each line. */
export function leftOutText(rows: readonly LeftOutRow[], t: Translate): string {
  return rows.map(({ path, reason }) => `${path}\t${t(`leftOut.${reason}`)}`).join('\n')
}
