import { bindRoute } from '@kartoteka/service';
import type { FastifyInstance } from 'fastify';
import { getBoard } from './contract.ts';
import type { BoardService } from './service.ts';

/** "Pulpit". */
export function bindBoardRoutes(server: FastifyInstance, board: BoardService): void {
  bindRoute(server, getBoard, { access: { roles: 'any' } }, ({ language }) => board.read(language));
}
