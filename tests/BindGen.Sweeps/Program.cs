using BindGen.Sweeps;

return Commands.Run(args, Console.Out, Console.Error);
