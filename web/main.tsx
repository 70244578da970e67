/** Starts the page: words first, then the router. */
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queryClient } from './api/queries.ts'
import { router } from './router.tsx'
import './styles/global.css'
import { firstLanguage, loadAllWords, loadWords, WordsProvider } from './words/words.tsx'

/** Long enough for the first scene to ask for what it shows. */
const laterMs = 400

const place = document.getElementById('page')
if (place === null) throw new Error('index.html has no element with the id "page".')

// What the first scene needs is fetched beside the question who is signed in, not after its answer.
if (!/^\/(welcome|sign-in|join)\b/.test(location.pathname)) void import('./shell/shell.tsx')
if (location.pathname === '/') void import('./scenes/today/today-scene.tsx')

const first = firstLanguage()
const [dictionary] = await Promise.all([loadWords(first), router.load()])

createRoot(place).render(
  <StrictMode>
    <WordsProvider first={first} dictionary={dictionary}>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </WordsProvider>
  </StrictMode>,
)
// The words of the other scenes, so that nobody waits for them on the way there.
setTimeout(() => void loadAllWords().catch(() => undefined), laterMs)
