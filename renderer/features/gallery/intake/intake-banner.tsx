import { X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { IntakeState } from '../../../../shared/ipc/rows.ts'
import { useFrom } from '../../../app/stores.ts'
import type { Translate } from '../../../messages/translate.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { Button } from '../../../ui/button.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Progress } from '../../../ui/progress.tsx'
import { formatBytes } from '../../../messages/format-bytes.ts'
import { IntakeDetails } from './intake-details.tsx'
import { intakeSummary, type LastIntake } from './intake-text.ts'
import { useAsking } from '../../../app/use-asking.ts'
import './intake.css'

/** Says what adding pictures is doing, asks above 5,000, and says what came of it. */
export function IntakeBanner() {
  const intake = useFrom('sources', (state) => state.intake)
  const [ended, setEnded] = useEnded(intake)
  const question = useFrom('sources', (state) => state.question)
  const isMakingSamples = useFrom('sources', (state) => state.isMakingSamples)
  const isTable = useFrom('place', ({ place }) => place.kind === 'table')
  const collecting = useFrom('sources', (state) => state.collecting)
  if (question !== null) return <Question found={question.count} onAnswer={question.answer} />
  if (intake.phase === 'asking') return <MainQuestion found={intake.found} />
  if (collecting !== null) return <Collecting found={collecting.found} onStop={collecting.stop} />
  if (isMakingSamples) return <Painting />
  if (intake.phase !== 'idle') return <Progressing intake={intake} />
  // What came of it is about the table; beside the items of a batch its count would be read as theirs.
  return ended === null || !isTable ? null : <Summary key={ended.added} last={ended} onClose={() => setEnded(null)} />
}

function Painting() {
  const t = useTranslate()
  return (
    <div className="intake-banner">
      <Progress value={null} label={t('gallery.making-samples')} />
      <span className="intake-banner__text" role="status">
        {t('gallery.making-samples')}
      </span>
    </div>
  )
}

/** What the browser hands over is looked through here first. */
function Collecting({ found, onStop }: { readonly found: number; readonly onStop: () => void }) {
  const t = useTranslate()
  const text = t('gallery.intake-looking', { count: found })
  return (
    <div className="intake-banner">
      <Progress value={null} label={text} />
      <span className="intake-banner__text" role="status">
        {text}
      </span>
      <Button onClick={onStop}>{t('gallery.stop')}</Button>
    </div>
  )
}

function Progressing({ intake }: { readonly intake: IntakeState }) {
  const t = useTranslate()
  const ask = useAsking()
  const { received } = intake
  const text = progressText(intake, t)
  return (
    <div className="intake-banner">
      <Progress value={received === null || received.of === 0 ? null : received.files / received.of} label={text} />
      <span className="intake-banner__text" role="status">
        {text}
      </span>
      <Button onClick={() => void ask((request) => request('intake:stop'))}>{t('gallery.stop')}</Button>
    </div>
  )
}

function progressText({ phase, found, received }: IntakeState, t: Translate): string {
  if (phase !== 'receiving' || received === null) return t('gallery.intake-looking', { count: found })
  const { files, of, bytes } = received
  return t('gallery.intake-receiving', { files, of, size: formatBytes(bytes, t) })
}

function MainQuestion({ found }: { readonly found: number }) {
  const ask = useAsking()
  return (
    <Question
      found={found}
      onAnswer={(isYes) => void ask((request) => request(isYes ? 'intake:confirm' : 'intake:stop'))}
    />
  )
}

interface QuestionProps {
  readonly found: number
  readonly onAnswer: (isYes: boolean) => void
}

function Question({ found, onAnswer }: QuestionProps) {
  const t = useTranslate()
  return (
    <div className="intake-banner" data-asks="" role="alert">
      <span className="intake-banner__text">{t('gallery.intake-question', { count: found })}</span>
      <Button onClick={() => onAnswer(false)}>{t('gallery.intake-refuse')}</Button>
      <Button variant="primary" onClick={() => onAnswer(true)}>
        {t('gallery.intake-confirm', { count: found })}
      </Button>
    </div>
  )
}

const staysMs = 9_000
const staysWithLossesMs = 30_000

function Summary({ last, onClose }: { readonly last: LastIntake; readonly onClose: () => void }) {
  const t = useTranslate()
  const [isOpen, setOpen] = useState(false)
  const close = useRef(onClose)
  useEffect(() => {
    close.current = onClose
  })
  useEffect(() => {
    if (isOpen || last.cutOff !== null) return
    const timer = window.setTimeout(() => close.current(), last.leftOutCount > 0 ? staysWithLossesMs : staysMs)
    return () => window.clearTimeout(timer)
  }, [isOpen, last])
  return (
    <div className="intake-banner">
      <span className="intake-banner__text" role="status">
        {intakeSummary(last, t)}
      </span>
      {last.leftOutCount > 0 && (
        <Button variant="quiet" onClick={() => setOpen(true)}>
          {t('gallery.show-left-out')}
        </Button>
      )}
      <IconButton icon={<X />} label={t('common.close')} onClick={onClose} />
      <IntakeDetails last={last} isOpen={isOpen} onClose={() => setOpen(false)} />
    </div>
  )
}

/** What ended while this window looked on, or was cut off before it opened; anything else is not news. */
function useEnded(intake: IntakeState): [LastIntake | null, (ended: LastIntake | null) => void] {
  const [ended, setEnded] = useState<LastIntake | null>(null)
  const [before, setBefore] = useState(intake)
  if (before !== intake) {
    setBefore(intake)
    if (intake.phase !== 'idle') setEnded(null)
    // Duplicates are counted when the rest is over and told.
    else if (before.phase !== 'idle' || ended !== null || isCutOff(intake)) setEnded(intake.last)
  }
  return [ended, setEnded]
}

function isCutOff({ last }: IntakeState): boolean {
  return last !== null && last.cutOff !== null
}
