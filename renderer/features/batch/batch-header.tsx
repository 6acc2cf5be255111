import { useState } from 'react'
import type { BatchRow } from '../../../shared/ipc/rows.ts'
import type { Translate } from '../../messages/translate.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { Button } from '../../ui/button.tsx'
import { BatchHeaderActions } from './batch-header-actions.tsx'
import { BatchMark } from './batch-mark.tsx'
import { useDates } from '../../messages/use-dates.ts'
import { amountText, markKey, modelName } from './batch-text.ts'
import { CopyButton } from './copy-button.tsx'
import { FailureNote } from './failure-note.tsx'
import { PauseNote } from './pause-note.tsx'
import { isHeldUp, markOf } from './progress.ts'
import { StatusChips } from './status-chips.tsx'
import { useLoadShownBatch } from './use-shown-batch.ts'
import './batch-header.css'

/** What the batch that is shown is, what it cost, and what can be done with it. */
export function BatchHeader() {
  const { row, failure } = useLoadShownBatch()
  if (row === null) return failure === null ? <div className="batch-header" /> : <FailureNote failure={failure} />
  return (
    <header className="batch-header">
      <Title row={row} />
      <Prompt key={row.id} prompt={row.prompt} />
      <div className="batch-header__line">
        <StatusChips row={row} />
        <Money row={row} />
        <Folder row={row} />
      </div>
      {isHeldUp(row) && <PauseNote row={row} />}
      {failure !== null && <FailureNote failure={failure} />}
    </header>
  )
}

function Title({ row }: { readonly row: BatchRow }) {
  const t = useTranslate()
  return (
    <div className="batch-header__line batch-header__line--title">
      <h2 className="batch-header__title">
        <BatchMark mark={markOf(row)} />
        {t('batch.name', { number: row.number, model: modelName(row.model) })}
      </h2>
      <span className="batch-header__standing quiet one-line">
        {t(markKey(row))}
        {' · '}
        <time dateTime={row.createdAt}>{useDates().full(row.createdAt)}</time>
        {row.mode === 'practice' && ` · ${t('batch.practice')}`}
      </span>
      <BatchHeaderActions row={row} />
    </div>
  )
}

function Prompt({ prompt }: { readonly prompt: string }) {
  const t = useTranslate()
  const [isWhole, setIsWhole] = useState(false)
  if (prompt.trim() === '') return null
  return (
    <div className="batch-header__prompt">
      <p className={isWhole ? undefined : 'one-line'}>{prompt}</p>
      {(prompt.length > 80 || prompt.includes('\n')) && (
        <Button variant="quiet" aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
          {t(isWhole ? 'batch.prompt-less' : 'batch.prompt-whole')}
        </Button>
      )}
    </div>
  )
}

function Money({ row }: { readonly row: BatchRow }) {
  const t = useTranslate()
  if (row.perItem === 0 && row.charged === 0) return null
  return <p className="batch-header__money">{moneyParts(row, t).join(' · ')}</p>
}

function moneyParts({ charged, reserved, atStake, worstCase, cap, mode }: BatchRow, t: Translate): readonly string[] {
  return [
    t('batch.spent', { amount: amountText(t, charged, mode) }),
    reserved > 0 && t('batch.reserved', { amount: t.money(reserved) }),
    atStake > 0 && t('batch.at-stake', { amount: t.money(atStake) }),
    t('batch.worst-case', { amount: t.money(worstCase) }),
    cap !== null && t('batch.cap-of', { amount: t.money(cap) }),
  ].filter((part) => part !== false)
}

function Folder({ row }: { readonly row: BatchRow }) {
  const t = useTranslate()
  return (
    <p className="batch-header__folder">
      <span className="path-end one-line" title={row.outputFolder}>
        <bdi>{row.outputFolder}</bdi>
      </span>
      <CopyButton text={row.outputFolder} label={t('batch.copy-folder')} />
    </p>
  )
}
