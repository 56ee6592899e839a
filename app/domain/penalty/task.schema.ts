import * as z from 'zod/mini'

/** What the address of the list of follow-up tasks says; whatever is wrong in it is as if it were not there. */
export const taskQuerySchema = z.object({
	view: z.catch(z.enum(['open', 'done']), 'open'),
	after: z.catch(z.optional(z.string().check(z.maxLength(400))), undefined),
})
export type TaskQuery = z.infer<typeof taskQuerySchema>
