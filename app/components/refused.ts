import { createContext } from 'react'

/** True while the server renders the answer to a form that was refused: the title says so without scripts, too. */
export const RefusedContext = createContext(false)
