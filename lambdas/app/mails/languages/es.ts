// Mails to patrons in Spanish.
import type { MailTexts } from '../mail-texts.ts';

export const es: MailTexts = {
  language: 'es',
  direction: 'ltr',
  confirmation: {
    subject: (service, number) => `Su pregunta a ${service} (número ${number})`,
    title: (number) => `Tenemos su pregunta: número ${number}`,
    greeting: 'Hola:',
    greetingTo: (name) => `Hola, ${name}:`,
    promise: (service, email) =>
      `Gracias por preguntar a ${service}. Le responderemos por correo electrónico a ${email}.`,
    promiseAfterChat: (service, email) =>
      `Gracias por chatear con ${service}. Estudiaremos su pregunta y le responderemos por correo electrónico a ${email}.`,
    yourQuestion: 'Su pregunta',
    addSomething: 'Si quiere añadir algo, responda a este correo.',
    why: (service, date) =>
      `Recibe este correo porque se dio esta dirección para una respuesta de ${service}. Si no fue usted, no tiene que hacer nada. La pregunta se borra el ${date}.`,
  },
  transcript: {
    subject: (service) => `Su chat con ${service}`,
    title: (service) => `Su chat con ${service}`,
    began: (date) => `Empezó el ${date}.`,
    cut: 'El chat no cabe entero en un correo; falta el resto.',
    addSomething: 'Si tiene otra pregunta, responda a este correo.',
    why: (service, date) =>
      `Recibe este correo porque se dio esta dirección en un chat con ${service}. Si no fue usted, no tiene que hacer nada. La biblioteca borra el chat el ${date}.`,
  },
  log: {
    you: 'Usted',
    joined: (name) => `${name} se ha unido`,
    left: (name) => `${name} ha dejado el chat`,
    tookOver: (name, from) => `${name} ha tomado el relevo de ${from}`,
    tookOverBeside: (name, from) => `${name} ha tomado el relevo de ${from}, que sigue en el chat`,
    endedBy: (name) => `${name} ha terminado el chat`,
    endedByYou: 'Usted ha terminado el chat',
    followUp: (number) => `La pregunta quedó para una respuesta por correo electrónico: número ${number}`,
  },
};
