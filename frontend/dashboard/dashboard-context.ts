// Hands the dashboard's view-models to whatever view draws from them.
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Dashboard } from './dashboard.ts';

export const DashboardContext = createContext<Dashboard | undefined>(undefined);

export function useDashboard(): Dashboard {
  const dashboard = useContext(DashboardContext);
  if (dashboard === undefined) throw new Error('This view stands outside of the dashboard');
  return dashboard;
}
