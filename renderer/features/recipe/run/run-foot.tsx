import { Play } from 'lucide-react'
import { providers } from '../../../../shared/models/model.ts'
import { useFrom } from '../../../app/stores.ts'
import { useCommand } from '../../../app/commands/use-command.ts'
import type { Translate } from '../../../messages/translate.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { Button } from '../../../ui/button.tsx'
import { balanceNoteText } from '../quote/quote-sentences.ts'
import { batchCapOf, tightestCap, type Sum } from './sum.ts'
import { useBalance } from './use-balance.ts'
import { useModel } from '../draft/use-draft.ts'
import { sampleSize, useRunRecipe, type RunRecipe } from './use-run-recipe.ts'
import { useSpend } from './use-spend.ts'
import './run-foot.css'

/** Money always in sight, and the two buttons that lead to a quote. */
export function RunFoot() {
  const run = useRunRecipe()
  const isReady = run.hindrance === null && !run.isBusy
  useCommand('try', () => run.ask(sampleSize), isReady)
  useCommand('run', () => run.ask(null), isReady)
  return (
    <div className="run-foot">
      <SumLine run={run} />
      <CapLine sum={run.sum} />
      <BalanceLine sum={run.sum} />
      <UploadsLine />
      <RunButtons run={run} isReady={isReady} />
    </div>
  )
}

function SumLine({ run: { sum, isSelected } }: { readonly run: RunRecipe }) {
  const t = useTranslate()
  const isPractice = useFrom('settings', ({ settings }) => settings?.mode === 'practice')
  const boundKey = useModel().price.isEstimate ? 'recipe.sum.about' : 'recipe.sum.at-most'
  if (sum.pictures === 0) return <p className="run-foot__sum quiet">{t('recipe.sum.nothing')}</p>
  const total = sum.isFree ? t('recipe.sum.free') : t.money(sum.total)
  return (
    <div>
      <p className="run-foot__sum">
        <span>{sumText(sum, t)}</span>
        <strong className="run-foot__total">{sum.isFree ? total : `= ${total}`}</strong>
      </p>
      <p className="run-foot__note">
        {t(isSelected ? 'recipe.sum.selected' : 'recipe.sum.shown', { count: sum.pictures })}
        {!sum.isFree && ` · ${t(isPractice ? 'recipe.sum.practice' : boundKey)}`}
      </p>
    </div>
  )
}

function sumText({ pictures: count, results, perImage, perItem, isFree }: Sum, t: Translate): string {
  const pictures = t('recipe.sum.count', { count })
  if (isFree) return pictures
  return perItem === perImage ? `${pictures} × ${t.money(perItem)}` : `${pictures} × ${results} × ${t.money(perImage)}`
}

function CapLine({ sum }: { readonly sum: Sum }) {
  const t = useTranslate()
  const settings = useFrom('settings', (state) => state.settings)
  const cap = useFrom('draft', (state) => state.cap)
  const spend = useSpend()
  if (sum.isFree || settings === null) return null
  const state = tightestCap(sum.total, batchCapOf(cap, settings), spend?.mode === settings.mode ? spend : null)
  if (state === null) return <p className="run-foot__note">{t('recipe.cap-state.none')}</p>
  const key = state.isExceeded
    ? (`recipe.cap-state.over-${state.kind}` as const)
    : (`recipe.cap-state.${state.kind}` as const)
  return (
    <p className="run-foot__note" data-stake={state.isExceeded ? '' : undefined}>
      {t(key, { cap: t.money(state.cap), left: t.money(state.left) })}
    </p>
  )
}

function BalanceLine({ sum }: { readonly sum: Sum }) {
  const t = useTranslate()
  const balance = useBalance(useModel())
  if (sum.isFree || balance === null) return null
  const { amount, note } = balance
  if (amount === null) return <p className="run-foot__note">{note && balanceNoteText(t, note)}</p>
  const isShort = amount < sum.total
  return (
    <p className="run-foot__note" data-stake={isShort ? '' : undefined}>
      {t(isShort ? 'recipe.balance-short' : 'recipe.balance', { amount: t.money(amount) })}
    </p>
  )
}

function UploadsLine() {
  const t = useTranslate()
  const model = useModel()
  const isPractice = useFrom('settings', ({ settings }) => settings?.mode === 'practice')
  if (model.provider === 'local' || isPractice) return <p className="run-foot__note">{t('recipe.uploads.nothing')}</p>
  return <p className="run-foot__note">{t('recipe.uploads.service', { service: providers[model.provider].name })}</p>
}

function RunButtons({ run, isReady }: { readonly run: RunRecipe; readonly isReady: boolean }) {
  const t = useTranslate()
  const { hindrance, sum } = run
  return (
    <>
      {hindrance !== null && sum.pictures > 0 && (
        <p className="run-foot__hindrance" id="run-hindrance">
          {t(`recipe.hindrance.${hindrance}`)}
        </p>
      )}
      <div className="run-foot__buttons">
        <Button
          disabled={!isReady}
          aria-describedby={hindrance === null ? undefined : 'run-hindrance'}
          onClick={() => run.ask(sampleSize)}
        >
          {t('recipe.try', { count: Math.min(sampleSize, Math.max(1, sum.pictures)) })}
        </Button>
        <Button
          className="run-foot__run"
          variant="primary"
          icon={<Play />}
          disabled={!isReady}
          aria-describedby={hindrance === null ? undefined : 'run-hindrance'}
          onClick={() => run.ask(null)}
        >
          {t('recipe.run', { count: sum.pictures })}
        </Button>
      </div>
    </>
  )
}
