import { openView, type OpenedView } from '../browse/open-view.ts'
import type { Database } from '../database.ts'
import type { NamedView } from './operations.ts'

/** The views asked for last, so that their rows stay in their places while entries come and go. */
export interface Views {
  /** Asks anew, whatever is kept under that name. */
  open(named: NamedView): OpenedView
  get(named: NamedView): OpenedView
}

/** A page has one view, and the one it leaves; each takes a few megabytes at a million rows. */
const kept = 6

export function createViews(database: Database): Views {
  const views = new Map<string, OpenedView>()
  return { open, get: (named) => keep(named.view, views.get(named.view)) ?? open(named) }

  function open({ view, query }: NamedView): OpenedView {
    // One state of the library, so that rows and counts agree while a batch writes.
    const opened = database.transaction('grouped', () => openView(database, query))
    keep(view, opened)
    return opened
  }

  function keep(name: string, view: OpenedView | undefined): OpenedView | undefined {
    if (view === undefined) return view
    views.delete(name)
    views.set(name, view)
    for (const oldest of views.keys()) if (views.size > kept) views.delete(oldest)
    return view
  }
}
