import { mountApp } from '@kartoteka/ui';
import { RouterProvider } from '@tanstack/react-router';
import { createPracticeRouter } from './router.tsx';
import { sessionRoutes } from './session-routes.ts';

const router = createPracticeRouter();

await mountApp({
  session: sessionRoutes.whoAmI,
  children: <RouterProvider router={router} />,
});
