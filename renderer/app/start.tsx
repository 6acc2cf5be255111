import { createRoot } from 'react-dom/client'
import type { Bridge } from '../../shared/ipc/contract.ts'
import { translateFor } from '../messages/translate.ts'
import { TranslateContext } from '../messages/use-translate.ts'
import { UiProvider } from '../ui/ui-provider.tsx'
import { sendWaitingMarks } from '../features/review/marks/send-marks.ts'
import { App } from './app.tsx'
import { createStores, restoreKept } from './compose.ts'
import { ErrorBoundary } from './error-boundary.tsx'
import { FailurePage } from './failure-page.tsx'
import { StoresContext } from './stores.ts'

/** Shows the window, or why there is none. Resolves when one of them is shown. */
export async function start(connect: () => Promise<Bridge<File>>): Promise<void> {
  const element = document.getElementById('root')
  if (element === null) throw new Error('The page has no place for the window.')
  const root = createRoot(element)
  // Until the settings say otherwise, and for what is said when there are none.
  const t = translateFor(null, navigator.languages)
  try {
    const stores = createStores(await connect())
    const writeKept = await restoreKept(stores)
    window.addEventListener('pagehide', () => {
      sendWaitingMarks(stores.review)
      writeKept()
    })
    root.render(
      <UiProvider>
        <StoresContext value={stores}>
          <TranslateContext value={t}>
            <ErrorBoundary>
              <App />
            </ErrorBoundary>
          </TranslateContext>
        </StoresContext>
      </UiProvider>,
    )
  } catch (thrown) {
    const details = thrown instanceof Error ? thrown.message : String(thrown)
    root.render(
      <UiProvider>
        <TranslateContext value={t}>
          <FailurePage title={t('shell.no-connection-title')} body={t('shell.no-connection-body')} details={details} />
        </TranslateContext>
      </UiProvider>,
    )
  }
}
