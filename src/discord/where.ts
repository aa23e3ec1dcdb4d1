import { ApplicationIntegrationType, InteractionContextType } from 'discord-api-types/v10';

/** For whom a command can be installed (servers, people), and where it may be used. */
export type Where = {
  integration_types: ApplicationIntegrationType[];
  contexts: InteractionContextType[];
};

/** A command that people can add to themselves as well, and then use wherever they are, also where the bot is not. */
export const anywhere: Where = {
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
  contexts: [
    InteractionContextType.Guild,
    InteractionContextType.BotDM,
    InteractionContextType.PrivateChannel,
  ],
};

/** A command of the servers that the bot is on, and of its direct messages. */
export const whereTheBotIs: Where = {
  integration_types: [ApplicationIntegrationType.GuildInstall],
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
};

/** A command about the server it is used on. */
export const onServers: Where = {
  integration_types: [ApplicationIntegrationType.GuildInstall],
  contexts: [InteractionContextType.Guild],
};
