import { ChevronDown, Ellipsis } from 'lucide-react'
import { useRef, useState } from 'react'
import { useFrom } from '../../../app/stores.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { Button } from '../../../ui/button.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Menu, type MenuItem } from '../../../ui/menu.tsx'
import { NameDialog } from '../../../ui/name-dialog.tsx'
import { clearRecipe, hasUnsavedChanges, takeRecipe } from '../draft/draft-changes.ts'
import { labelRecipes } from './label-recipes.ts'
import { useChangeUndoably } from '../draft/use-change-undoably.ts'
import { useRecipeLibrary, type RecipeLibrary } from './use-recipe-library.ts'
import './recipe-head.css'

type Naming = 'save-as' | 'rename' | null

/** Which recipe this is, whether it has changes that are not saved, and the saved ones. */
export function RecipeHead() {
  const t = useTranslate()
  const library = useRecipeLibrary()
  const loaded = useFrom('draft', (state) => state.loaded)
  const isChanged = useFrom('draft', hasUnsavedChanges)
  const [naming, setNaming] = useState<Naming>(null)
  const fileInput = useRef<HTMLInputElement>(null)
  const title = loaded?.name ?? t('recipe.untitled')
  return (
    <header className="recipe-head">
      <Menu
        trigger={
          <Button
            variant="quiet"
            className="recipe-head__name"
            aria-label={t(isChanged ? 'recipe.open-changed' : 'recipe.open', { name: title })}
          >
            <span className="one-line">{title}</span>
            {isChanged && <span className="recipe-head__dot" title={t('recipe.unsaved')} />}
            <ChevronDown size={14} aria-hidden="true" />
          </Button>
        }
        items={useOpenItems(library)}
      />
      <Menu
        trigger={<IconButton icon={<Ellipsis />} label={t('recipe.actions')} />}
        items={useActionItems(library, { setNaming, chooseFile: () => fileInput.current?.click() })}
      />
      <input
        ref={fileInput}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label={t('recipe.import')}
        onChange={(event) => void library.importFile(event.currentTarget)}
      />
      {naming !== null && (
        <NameDialog
          title={t(naming === 'rename' ? 'recipe.rename-title' : 'recipe.save-title')}
          suggestion={loaded?.name ?? ''}
          onClose={() => setNaming(null)}
          onNamed={(name) => void (naming === 'rename' ? library.rename(name) : library.saveAs(name))}
        />
      )}
    </header>
  )
}

function useOpenItems({ recipes }: RecipeLibrary): readonly MenuItem[] {
  const t = useTranslate()
  const change = useChangeUndoably()
  const saved = labelRecipes(recipes ?? []).map(({ label, row }) => ({
    label,
    onSelect: () => change(t('recipe.undo.load'), (draft) => takeRecipe(draft, row.recipe, row)),
  }))
  const blank = { label: t('recipe.new'), onSelect: () => change(t('recipe.undo.clear'), clearRecipe) }
  return saved.length === 0 ? [blank] : [...saved, 'separator', blank]
}

interface Asking {
  readonly setNaming: (naming: Naming) => void
  readonly chooseFile: () => void
}

function useActionItems(library: RecipeLibrary, { setNaming, chooseFile }: Asking): readonly MenuItem[] {
  const t = useTranslate()
  const loaded = useFrom('draft', (state) => state.loaded)
  const isChanged = useFrom('draft', hasUnsavedChanges)
  const isNew = loaded === null
  return [
    {
      label: t('recipe.save'),
      isDisabled: !isNew && !isChanged,
      onSelect: () => (isNew ? setNaming('save-as') : void library.save()),
    },
    { label: t('recipe.save-as'), onSelect: () => setNaming('save-as') },
    { label: t('recipe.rename'), isDisabled: isNew, onSelect: () => setNaming('rename') },
    { label: t('recipe.duplicate'), isDisabled: isNew, onSelect: () => void library.duplicate() },
    'separator',
    { label: t('recipe.import'), onSelect: chooseFile },
    { label: t('recipe.export'), isDisabled: isNew, onSelect: () => void library.exportLoaded() },
    'separator',
    { label: t('recipe.remove'), isDisabled: isNew, danger: true, onSelect: () => void library.remove() },
  ]
}
