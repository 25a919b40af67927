using System.CommandLine;

namespace SemCom.Cli;

/// <summary>The program <c>semcom</c>: finds the verb, runs it and turns failures into exit codes.</summary>
internal static class CommandLineApp
{
    public const int Success = 0, OwnFailure = 1, UserMistake = 2, Interrupted = 130;

    /// <summary>Runs a command line in this process, for tests.</summary>
    public static int Run(string[] args, TextWriter stdout, TextWriter stderr) =>
        RunAsync(args, new CliContext(stdout, stderr), CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>Runs a command line and returns the exit code.</summary>
    public static async Task<int> RunAsync(string[] args, CliContext context, CancellationToken cancellationToken)
    {
        try
        {
            var root = Root(context with { CommandLine = Quoting.Join(["semcom", .. args]) });
            var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (ParseErrors.FirstOf(parsed) is { } error)
                throw new SemComException(error);
            var configuration = new InvocationConfiguration
            {
                Output = context.Out,
                Error = context.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return await parsed.InvokeAsync(configuration, cancellationToken).ConfigureAwait(false);
        }
        catch (SemComException e)
        {
            await context.Error.WriteLineAsync($"semcom: {e.Message.ReplaceLineEndings(" ")}").ConfigureAwait(false);
            return UserMistake;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await context.Error.WriteLineAsync("semcom: stopped").ConfigureAwait(false);
            return Interrupted;
        }
        catch (Exception e)
        {
            var defect = $"{e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")}";
            await context.Error.WriteLineAsync($"{e}\nsemcom: this is a defect of SemCom ({defect}); " +
                $"please report these lines together with the command: {Quoting.Join(["semcom", .. args])}").ConfigureAwait(false);
            return OwnFailure;
        }
    }

    private static RootCommand Root(CliContext context)
    {
        var root = new RootCommand("Sends the meaning of a picture over a noisy radio link, and counts every channel use.")
        {
            DemoVerb.Create(context),
            SendVerb.Create(context),
            EvalVerb.Create(context),
            SegmentVerb.Create(context),
            KeyVerb.Create(context),
            ChannelVerb.Create(context),
            KbVerb.Create(context),
            AgentVerb.Create(context),
            StreamVerb.Create(context),
            AirVerb.Create(context),
            ReceiveVerb.Create(context),
            ModelsVerb.Create(context),
            StudioVerb.Create(context),
        };
        Verb.ShowExamples(root);
        return root;
    }
}
