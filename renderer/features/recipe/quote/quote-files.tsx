import type { Quote } from '../../../../shared/domain/quote.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { Fact } from './quote-fact.tsx'

const mostShown = 3
const mostListed = 200

interface QuoteFilesProps {
  readonly quote: Quote
  /** Only where they go. */
  readonly isShort: boolean
}

/** Where results go, what they will be called, and what is left out. */
export function QuoteFiles({ quote, isShort }: QuoteFilesProps) {
  const t = useTranslate()
  const { examples, leftOut } = quote
  const more = examples.slice(mostShown)
  return (
    <>
      {examples.length > 0 && (
        <Fact term={t('recipe.quote.folder')}>
          <p className="quote__path">{quote.outputFolder}</p>
          {!isShort && <Examples examples={examples.slice(0, mostShown)} />}
          {!isShort && more.length > 0 && (
            <details className="quote__more">
              <summary>{t('recipe.quote.more-names', { count: more.length })}</summary>
              <Examples examples={more} />
            </details>
          )}
        </Fact>
      )}
      {leftOut.length > 0 && (
        <Fact term={t('recipe.quote.left-out')}>
          <details className="quote__more">
            <summary>{t('recipe.quote.left-out-count', { count: leftOut.length })}</summary>
            <ul className="quote__names">
              {leftOut.slice(0, mostListed).map(({ path, reason }) => (
                <li key={path}>
                  {path} <span className="quiet">· {t(`leftOut.${reason}`)}</span>
                </li>
              ))}
            </ul>
          </details>
        </Fact>
      )}
    </>
  )
}

function Examples({ examples }: { readonly examples: Quote['examples'] }) {
  return (
    <ul className="quote__names">
      {examples.map(({ source, target }, index) => (
        // Sources may be alike by label; their order never changes.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={`${source} ${index}`}>
          <bdi>{source}</bdi> <span className="quiet">→</span> <bdi>{target}</bdi>
        </li>
      ))}
    </ul>
  )
}
