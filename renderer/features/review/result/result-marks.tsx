import { useState } from 'react'
import type { ReviewChange } from '../../../../shared/ipc/history-inputs.ts'
import type { ResultDetails } from '../../../../shared/ipc/history-rows.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { Section } from '../../../ui/section.tsx'
import { NoteField } from '../marks/note-field.tsx'
import { RatingField } from '../marks/rating-field.tsx'
import { TagsField } from '../marks/tags-field.tsx'
import { useMarks } from '../marks/use-marks.ts'
import { useResultMarking } from '../marks/use-result-marking.ts'
import { VerdictButtons } from '../marks/verdict-buttons.tsx'

/** What a person makes of a result, to be changed where it stands. */
export function ResultMarks({ details }: { readonly details: ResultDetails }) {
  const t = useTranslate()
  const { output } = details
  const marks = useMarks(output.id, output)
  const mark = useResultMarking([output.id], output)
  const words = useWordsAtOnce(details, mark)
  return (
    <>
      <div className="result-panel__marks">
        <VerdictButtons verdict={marks.verdict} onJudge={(verdict) => void mark({ verdict })} />
        <RatingField rating={marks.rating} onRate={(rating) => void mark({ rating })} />
      </div>
      <Section title={t('review.tags')}>
        <TagsField tags={words.tags} isLabelHidden onAdd={words.add} onRemove={words.remove} />
      </Section>
      <Section title={t('review.note')}>
        <NoteField note={words.note} onSave={words.write} />
      </Section>
    </>
  )
}

/** Tags and note as they will be, until main says how they are. */
function useWordsAtOnce(details: ResultDetails, mark: (change: ReviewChange) => Promise<boolean>) {
  const [laid, setLaid] = useState<{ readonly over: ResultDetails; readonly words: Words } | null>(null)
  const words: Words = laid?.over === details ? laid.words : details
  const change = (next: Words, change: ReviewChange): void => {
    setLaid({ over: details, words: next })
    void mark(change).then((isDone) => isDone || setLaid(null))
  }
  return {
    ...words,
    add: (tag: string) => change({ ...words, tags: [...words.tags, tag] }, { addTags: [tag] }),
    remove: (tag: string) =>
      change({ ...words, tags: words.tags.filter((other) => other !== tag) }, { removeTags: [tag] }),
    write: (note: string) => change({ ...words, note }, { note }),
  }
}

type Words = Pick<ResultDetails, 'tags' | 'note'>
