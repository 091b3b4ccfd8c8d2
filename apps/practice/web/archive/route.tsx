import { createRoute } from '@tanstack/react-router';
import { rootRoute } from '../root-route.tsx';
import { ArchivePage } from './archive-page.tsx';
import { readArchiveSearch } from './archive-search.ts';

export const archiveRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/archive',
  validateSearch: readArchiveSearch,
  component: ArchiveOfAddress,
});

function ArchiveOfAddress() {
  const search = archiveRoute.useSearch();
  const navigate = archiveRoute.useNavigate();
  return (
    <ArchivePage
      search={search}
      onSearch={(next) => void navigate({ search: next, resetScroll: false })}
    />
  );
}
