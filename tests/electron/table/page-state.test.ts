import { expect, it } from 'vitest'
import { createPageHandlers } from '../../../electron/ipc/handlers/page.ts'
import { createPathIds } from '../../../electron/pictures/path-ids.ts'
import { createPageState } from '../../../electron/table/page-state.ts'
import { createTestLibrary } from '../../support/test-library.ts'

function startOver(database: ReturnType<typeof createTestLibrary>['database']) {
  const pageState = createPageState(database)
  const paths = createPathIds(pageState.keptPaths())
  return { paths, handlers: createPageHandlers({ pageState, paths }) }
}

it('gives back what was written last, also after a restart', async () => {
  const { database } = createTestLibrary()
  const { handlers } = startOver(database)
  expect(await handlers['page:read'](undefined)).toEqual({})
  await handlers['page:write']({ key: 'recipe', value: '{"prompt":"a"}' })
  await handlers['page:write']({ key: 'layout', value: '1' })
  await handlers['page:write']({ key: 'recipe', value: '{"prompt":"b"}' })
  const afterRestart = startOver(database)
  expect(await afterRestart.handlers['page:read'](undefined)).toEqual({ recipe: '{"prompt":"b"}', layout: '1' })
})

it('knows what the page named by id after a restart, and only that', async () => {
  const { database } = createTestLibrary()
  const { handlers, paths } = startOver(database)
  const [kept, dropped] = [paths.idOf('/kept'), paths.idOf('/dropped')]
  await handlers['page:write']({ key: 'recipe', value: 'a', paths: [kept, dropped] })
  await handlers['page:write']({ key: 'recipe', value: 'b', paths: [kept, 'never given out'] })
  await handlers['page:write']({ key: 'layout', value: 'c' })
  const after = startOver(database)
  expect(after.paths.find(kept)).toBe('/kept')
  expect(after.paths.idOf('/kept')).toBe(kept)
  expect([after.paths.has(dropped), after.paths.has('never given out')]).toEqual([false, false])
  expect(await after.handlers['page:read'](undefined)).toEqual({ recipe: 'b', layout: 'c' })
})
