// The widget's words in Spanish.
import type { Texts } from './en.ts';

export const es: Texts = {
  title: 'Pregunte a la biblioteca',
  close: 'Cerrar el panel del chat',
  questionLabel: 'Su pregunta',
  questionHint: '¿Qué le gustaría saber?',
  questionMissing: 'Escriba aquí su pregunta y después inicie el chat.',
  nameLabel: 'Su nombre',
  optional: '(opcional)',
  nameHint: 'Para saber cómo llamarle',
  startChat: 'Iniciar el chat',
  retention: (days) =>
    days === 1
      ? 'Conservamos la conversación durante 1 día.'
      : `Conservamos la conversación durante ${days} días.`,

  chatLog: 'Conversación',
  you: 'Usted',
  waitingTitle: 'Está en la cola de espera',
  waitingText:
    'Una persona de la biblioteca le responderá aquí. Mientras tanto puede seguir leyendo la página.',
  stillWaiting: 'Gracias por esperar. Tardamos un poco más de lo habitual, pero no le hemos olvidado.',
  startingTitle: 'Enviando su pregunta…',
  addToQuestion: 'Añada algo más',
  writeMessage: 'Escriba un mensaje',
  send: 'Enviar',
  charactersLeft: (count) => (count === 1 ? 'Queda 1 carácter' : `Quedan ${count} caracteres`),
  joined: (name) => `${name} se ha unido al chat`,
  isWriting: (names) => `${names} está escribiendo…`,
  areWriting: (names) => `${names} están escribiendo…`,
  sentAt: (time) => `Enviado a las ${time}`,
  sending: 'Enviando…',
  willBeSent: 'Se enviará cuando vuelva la conexión',
  notSent: 'No se ha enviado.',
  tryAgain: 'Reintentar',
  discard: 'Quitar',
  newMessages: (count) => (count === 1 ? '1 mensaje nuevo' : `${count} mensajes nuevos`),
  toNewest: 'Ir a los mensajes más recientes',

  endChat: 'Terminar el chat',
  endQuestion: '¿Quiere terminar este chat?',
  endWarning: (name) => `Después, ${name} ya no podrá responderle aquí.`,
  leaveWarning: 'Su pregunta saldrá de la cola y nadie la responderá aquí.',
  keepChatting: 'Seguir en el chat',
  ending: 'Terminando el chat…',
  youEnded: 'Usted ha terminado el chat',
  otherEnded: (name) => `${name} ha terminado el chat`,
  endedTitle: 'Este chat ha terminado',
  endedText: 'Gracias por su pregunta. Si necesita algo más, con gusto le ayudaremos.',
  newChat: 'Iniciar un chat nuevo',

  connecting: 'Conectando…',
  reconnecting: (seconds) => `Reconexión en ${seconds}`,
  tryNow: 'Conectar ya',
  offline: 'No tiene conexión',
  dropped: 'Se ha cortado la conexión. No se pierde nada: el chat sigue cuando vuelva a estar en línea.',
  connectedAgain: 'La conexión se ha restablecido.',
  unreachableTitle: 'No podemos conectar con el chat',
  unreachableText:
    'Puede que no tenga red o que el servicio tenga un problema. Seguimos intentándolo; lo que escriba se conserva aquí.',
  outOfDateTitle: 'Esta página no está actualizada',
  outOfDateText: 'El chat se ha renovado desde que lo abrió. Vuelva a cargarlo para seguir donde estaba.',
  reload: 'Volver a cargar el chat',
  unavailableTitle: 'Este chat no está disponible aquí',
  unavailableText: 'La biblioteca no tiene un chat con este nombre, o no lo ofrece en esta página.',
  chatGone: 'Su chat anterior ya no se conserva. Puede iniciar uno nuevo.',
  startFailed: 'No se ha podido enviar su pregunta. Sigue aquí: inténtelo de nuevo.',

  buttonWaiting: 'Está en espera',
  buttonChat: (name) => `Chat con ${name}`,
  seconds: (count) => `${count} s`,
};
