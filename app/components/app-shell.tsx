import { Form, Link, useLocation, useMatches, useNavigation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { cx } from '#app/ui/class-name.ts'
import { Icon, type IconName } from '#app/ui/icon.tsx'
import { Mark } from '#app/ui/shapes.tsx'
import { forgetDrafts } from './kept-store.ts'
import { LanguageItems, type Theme, ThemeSwitch } from './theme.tsx'
import { useMay } from './use-may.ts'
import { useShortcuts } from './use-shortcuts.ts'

export type NavItem = { to: string; label: string; icon: IconName; count?: number | undefined }
export type NavSection = { label?: string | undefined; items: readonly NavItem[] }
export type ShellUser = { name: string; roleLabel: string; place?: string | undefined }

/** A route says in its handle how wide its page is. */
type PageWidth = 'wide' | 'mid' | 'form' | 'sheet'

type AppShellProps = {
	user: ShellUser
	nav: readonly NavSection[]
	/** Bottom bar of phones: five places at most. */
	tabs: readonly NavItem[]
	home: string
	theme: Theme
	demo?: boolean | undefined
	unread?: number | undefined
	/** Single-letter keys; people may turn them off. */
	keys?: boolean | undefined
	/** Name of the branch under the mark. */
	branch?: string | undefined
	children: ReactNode
}

const PAGE_CLASS: Record<PageWidth, string> = {
	wide: 'page',
	mid: 'page page--mid',
	form: 'page page--form',
	sheet: 'page sheet',
}

function usePageWidth(): PageWidth {
	const handle = useMatches().at(-1)?.handle
	if (typeof handle !== 'object' || handle === null || !('width' in handle)) return 'mid'
	const { width } = handle
	return width === 'wide' || width === 'form' || width === 'sheet' ? width : 'mid'
}

/** The place we are in: the longest address of the navigation that ours starts with. */
function useCurrentPlace(items: readonly NavItem[]): string | undefined {
	const { pathname } = useLocation()
	return items
		.map((item) => item.to)
		.filter((to) => pathname === to || pathname.startsWith(`${to}/`))
		.sort((a, b) => b.length - a.length)[0]
}

/** The frame of every staff page. Works without scripts: links, and forms for what changes something. */
export function AppShell({
	user,
	nav,
	tabs,
	home,
	theme,
	demo,
	unread = 0,
	keys = true,
	branch,
	children,
}: AppShellProps) {
	const t = useT()
	const width = usePageWidth()
	useShortcuts(keys)
	const loading = useNavigation().state !== 'idle'
	return (
		<>
			<a className="skip" href="#main">
				{t('common.skip')}
			</a>
			{loading ? (
				<div className="busy" role="status">
					<span className="vh">{t('shell.loading')}</span>
				</div>
			) : null}
			<div className="app">
				<div className="side">
					{/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: a header of the body is a banner; two need names */}
					<header className="side-in" aria-label={t('shell.sidebar')}>
						<Brand to={home} branch={branch} />
						<Find keys={keys} />
						<MainNav nav={nav} />
						<SideFoot user={user} theme={theme} unread={unread} />
					</header>
				</div>
				<div className="main">
					<TopBar home={home} branch={branch} unread={unread} />
					{demo ? (
						<aside className="demo" aria-label={t('shell.demo.label')}>
							{t('shell.demo')}
						</aside>
					) : null}
					<main id="main" className={PAGE_CLASS[width]} tabIndex={-1}>
						{children}
					</main>
				</div>
				<TabBar tabs={tabs} />
			</div>
		</>
	)
}

function Brand({ to, branch }: { to: string; branch: string | undefined }) {
	const t = useT()
	return (
		<Link className="brand" to={to}>
			<Mark />
			<span>
				<b>{t('common.product')}</b>
				<span>{branch ?? t('shell.branch')}</span>
			</span>
		</Link>
	)
}

/** The search looks into registers, cases and orders: dealers and administrators have none. */
function useMaySearch(): boolean {
	const may = useMay()
	return may('register.read') || may('order.read') || may('penalty.read')
}

function Find({ keys }: { keys: boolean }) {
	const t = useT()
	if (!useMaySearch()) return null
	return (
		<>
			<Form className="find" role="search" method="get" action={paths.search()}>
				<button className="find-b" type="submit" aria-label={t('shell.search')}>
					<Icon name="search" size="s" />
				</button>
				<input
					type="search"
					name="q"
					aria-label={t('shell.search.label')}
					placeholder={t('shell.search.hint')}
					aria-keyshortcuts={keys ? '/' : undefined}
				/>
				{/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: kbd takes no focus */}
				{keys ? <kbd aria-hidden="true">/</kbd> : null}
			</Form>
			<Link className="find-s" to={paths.search()} aria-label={t('shell.search')}>
				<Icon name="search" size="l" />
			</Link>
		</>
	)
}

function MainNav({ nav }: { nav: readonly NavSection[] }) {
	const t = useT()
	const current = useCurrentPlace(nav.flatMap((section) => section.items))
	return (
		<nav className="nav" aria-label={t('shell.nav')}>
			{nav.map((section, i) => (
				<Places key={i} section={section} current={current} />
			))}
		</nav>
	)
}

function Places({ section, current }: { section: NavSection; current: string | undefined }) {
	const t = useT()
	return (
		<>
			{section.label ? <h2>{section.label}</h2> : null}
			<ul>
				{section.items.map((item) => (
					<li key={item.to}>
						<Link to={item.to} aria-current={item.to === current ? 'page' : undefined}>
							<Icon name={item.icon} />
							<span>{item.label}</span>
							{item.count ? (
								<span className="n">
									{item.count}
									<span className="vh">{t('shell.items')}</span>
								</span>
							) : null}
						</Link>
					</li>
				))}
			</ul>
		</>
	)
}

function SideFoot({ user, theme, unread }: { user: ShellUser; theme: Theme; unread: number }) {
	const t = useT()
	return (
		<div className="side-foot">
			<p>
				<b>{user.name}</b>
				{user.place ? `${user.roleLabel} · ${user.place}` : user.roleLabel}
			</p>
			<ul>
				<li>
					<Link to={paths.inbox()}>
						{t('shell.inbox')}
						{unread > 0 ? (
							<>
								{' '}
								<b className="inline">{unread}</b>
							</>
						) : null}
					</Link>
				</li>
				<li>
					<Link to={paths.help()}>{t('shell.help')}</Link>
				</li>
				<li>
					<Form method="post" action={paths.signOut()} reloadDocument onSubmit={forgetDrafts}>
						<button className="linkish" type="submit">
							{t('shell.sign-out')}
						</button>
					</Form>
				</li>
				<li>
					<ThemeSwitch theme={theme} />
				</li>
				<LanguageItems />
			</ul>
		</div>
	)
}

function TopBar({ home, branch, unread }: { home: string; branch: string | undefined; unread: number }) {
	const t = useT()
	const maySearch = useMaySearch()
	return (
		// biome-ignore lint/a11y/useAriaPropsSupportedByRole: a header of the body is a banner; two need names
		<header className="topbar" aria-label={t('shell.topbar')}>
			<Brand to={home} branch={branch} />
			{maySearch ? (
				<Link className="push" to={paths.search()} aria-label={t('shell.search')}>
					<Icon name="search" size="l" />
				</Link>
			) : null}
			<Link
				className={maySearch ? 'dot' : 'dot push'}
				to={paths.inbox()}
				aria-label={unread > 0 ? `${t('shell.inbox')} ${t('shell.unread', { count: unread })}` : t('shell.inbox')}
			>
				<Icon name="bell" size="l" />
				{unread > 0 ? <sup aria-hidden="true">{unread}</sup> : null}
			</Link>
			<Link to={paths.account()} aria-label={t('shell.account')}>
				<Icon name="user" size="l" />
			</Link>
		</header>
	)
}

function TabBar({ tabs }: { tabs: readonly NavItem[] }) {
	const t = useT()
	const current = useCurrentPlace(tabs)
	return (
		<nav className="tabbar" aria-label={t('shell.tabs')}>
			{tabs.slice(0, 5).map((item) => (
				<Link key={item.to} to={item.to} aria-current={item.to === current ? 'page' : undefined}>
					<Icon name={item.icon} />
					<span>{item.label}</span>
					{item.count ? (
						<sup className={cx(item.count > 99 && 'w-auto')}>
							{item.count}
							<span className="vh">{t('shell.items')}</span>
						</sup>
					) : null}
				</Link>
			))}
		</nav>
	)
}
