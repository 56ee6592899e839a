import { z } from 'zod'

const LOGIN_MAX = 64
/** trust Appendix A (ASVS 6.2): 8 at least, 15 advised, 128 at most, any composition. */
export const PASSWORD_MIN = 8
export const PASSWORD_ADVISED = 15
const PASSWORD_MAX = 128

/** Login names are compared in lower case and without the spaces around them. */
export const loginName = z.string().trim().toLowerCase().min(1, 'issue.required').max(LOGIN_MAX)

export const signInSchema = z.object({
	login: loginName,
	password: z.string().min(1, 'issue.required').max(1000),
	next: z.string().max(500).optional(),
})

const newPassword = z.string().min(1, 'issue.required').min(PASSWORD_MIN).max(PASSWORD_MAX)

export const passwordSchema = z
	.object({ current: z.string().min(1, 'issue.required').max(1000), password: newPassword, again: z.string() })
	.refine((form) => form.password === form.again, { path: ['again'], message: 'issue.not-same' })

const person = {
	login: loginName.regex(/^[a-z0-9][a-z0-9._-]{1,39}$/, 'issue.bad-format'),
	name: z.string().trim().min(1, 'issue.required').max(40),
	password: newPassword,
	again: z.string(),
}
const same = (form: { password: string; again: string }) => form.password === form.again
const notSame = { path: ['again'], message: 'issue.not-same' }

/** The first administrator of an empty database, with the branch. */
export const firstAdminSchema = z
	.object({
		branchName: z.string().trim().min(1, 'issue.required').max(60),
		branchCode: z
			.string()
			.trim()
			.min(1, 'issue.required')
			.max(20)
			.regex(/^[A-Za-z0-9-]+$/, 'issue.bad-format'),
		shortName: z
			.string()
			.trim()
			.regex(/^\p{Script=Han}$/u, 'issue.one-character'),
		...person,
	})
	.refine(same, notSame)

/** The first administrator of a branch that an import made. */
export const secondAdminSchema = z.object(person).refine(same, notSame)
