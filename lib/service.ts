// The whole service: its three stacks, in the order in which they need each other.
import { type App, Tags } from 'aws-cdk-lib';
import { ChatStack } from './chat-stack.ts';
import type { ServiceContext } from './context.ts';
import { FrontEndsStack } from './front-ends-stack.ts';
import { SitesStack } from './sites-stack.ts';

export type Service = { sites: SitesStack; chat: ChatStack; frontEnds: FrontEndsStack };

/** `built` is the folder with the built front ends, `widget` and `dashboard`. */
export const addService = (app: App, context: ServiceContext, built: string): Service => {
  const { serviceName, stackPrefix } = context;
  const sites = new SitesStack(app, `${stackPrefix}-Sites`, {
    description: `Carrel for ${serviceName}: where the widget and the dashboard are`,
    context,
  });
  const { availability, widgetOrigin, dashboardOrigin, signInPrefix } = sites;
  const chat = new ChatStack(app, `${stackPrefix}-Chat`, {
    description: `Carrel for ${serviceName}: the chat itself`,
    context,
    availability,
    widgetOrigin,
    dashboardOrigin,
    signInPrefix,
  });
  const frontEnds = new FrontEndsStack(app, `${stackPrefix}-FrontEnds`, {
    description: `Carrel for ${serviceName}: the files of the widget and the dashboard`,
    context,
    sites,
    chat,
    built,
  });
  Tags.of(app).add('carrel:service', stackPrefix);
  return { sites, chat, frontEnds };
};
