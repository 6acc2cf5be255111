import { useEffect, useState } from 'react'
import { RequestFailure } from '../../api/request.ts'
import { useFrom, useStores } from '../../app/stores.ts'
import type { GalleryEntry } from '../gallery/entry.ts'
import { subjectOfEntry, subjectOfItem, subjectOfSource, type Subject } from './subject.ts'

/** What is to be seen of an entry: at once what the gallery knows, a moment later what main says. */
export function useSubject(entry: GalleryEntry): Subject {
  const { request } = useStores()
  const isItem = useFrom('place', ({ place }) => place.kind === 'batch')
  const [known, setKnown] = useState<Subject | null>(null)

  useEffect(() => {
    let isLatest = true
    const ask = async (): Promise<Subject> =>
      isItem
        ? subjectOfItem(await request('items:read', { id: entry.key }))
        : subjectOfSource(await request('sources:details', { id: Number(entry.key) }))
    const show = (subject: Subject): void => {
      if (isLatest) setKnown(subject)
    }
    ask().then(show, (thrown: unknown) => {
      if (!(thrown instanceof RequestFailure)) throw thrown
      show({ ...subjectOfEntry(entry), failure: thrown.failure })
    })
    return () => {
      isLatest = false
    }
  }, [request, entry, isItem])

  return known?.key === entry.key ? known : subjectOfEntry(entry)
}
