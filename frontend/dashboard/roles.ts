// Who may do what in the dashboard. The server decides again on each frame; this only spares dead ends.
import type { Operator, Role } from '../../lambdas/protocol/settings.ts';

export const isCoordinator = ({ roles }: Operator): boolean =>
  roles.includes('coordinator') || roles.includes('administrator');

/** "operator, coordinator". */
export const rolesInWords = (roles: readonly Role[]): string =>
  roles.length === 0 ? 'no role' : roles.join(', ');
