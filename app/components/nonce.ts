import { createContext, useContext } from 'react'

/** The nonce of the server's render; browsers hide it, so there is none in the client's. */
export const NonceContext = createContext<string | undefined>(undefined)

export function useNonce(): { nonce?: string } {
	const nonce = useContext(NonceContext)
	return nonce === undefined ? {} : { nonce }
}
