import { expect, it } from 'vitest'
import { createPageHandlers } from '../../../electron/ipc/handlers/page.ts'
import { createPageState } from '../../../electron/table/page-state.ts'
import { createTestLibrary } from '../../support/test-library.ts'

it('gives back what was written last, also after a restart', async () => {
  const { database } = createTestLibrary()
  const handlers = createPageHandlers({ pageState: createPageState(database) })
  expect(await handlers['page:read'](undefined)).toEqual({})
  await handlers['page:write']({ key: 'recipe', value: '{"prompt":"a"}' })
  await handlers['page:write']({ key: 'layout', value: '1' })
  await handlers['page:write']({ key: 'recipe', value: '{"prompt":"b"}' })
  const afterRestart = createPageHandlers({ pageState: createPageState(database) })
  expect(await afterRestart['page:read'](undefined)).toEqual({ recipe: '{"prompt":"b"}', layout: '1' })
})
