using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;

namespace SemCom.Cli;

/// <summary><c>semcom segment</c>: finds in a picture what is meant, or what stands out.</summary>
internal static class SegmentVerb
{
    private static readonly Argument<string> Input = new("INPUT") { Description = "Picture of any common format and size." };

    public static Command Create(CliContext context)
    {
        var points = Points("--point", "A pixel of what is meant; may be given several times.");
        var others = Points("--not", "A pixel that is not part of it; may be given several times.");
        var box = new ParsedOption<PictureBox?>("--box", "X,Y,W,H", "A rectangle around what is meant.", (option, text) => PixelParser.Box(option, text), null, "none");
        var all = new Option<bool>("--all") { Description = "Find masks everywhere, without a prompt." };
        var once = new Option<bool>("--once") { Description = "Look at the picture only once; what a small box holds is otherwise looked at again, closer." };
        var output = new Option<string?>("--out") { HelpName = "FILE", Description = "Write the mask here, white on black; without a prompt the importance as shades, with --all the masks as colours." };
        var encoder = new Option<string?>("--sam-encoder") { HelpName = "FILE", Description = "Use Segment Anything: its image encoder as ONNX." };
        var decoder = new Option<string?>("--sam-decoder") { HelpName = "FILE", Description = "Its mask decoder as ONNX, from the official export." };
        var threads = new ParsedOption<int?>("--threads", "N", "Threads inside the model.", (option, text) => NumberParser.Count(option, text, 1, 1024), null, "all cores");
        var json = CliOptions.Json();
        var command = new Verb("segment", "Finds what is meant in a picture by points or a box; without them what stands out.", "semcom segment photo.png --point 120,80 --out mask.png")
        {
            Input, points, others, box, all, once, output, encoder, decoder, threads, CliOptions.Seed(), json,
        };
        command.SetAction(parsed => Run(context, new Request(
            parsed.GetRequiredValue(Input), Prompt(points.Of(parsed), others.Of(parsed), box.Of(parsed)), parsed.GetValue(all), parsed.GetValue(once), parsed.GetValue(output),
            parsed.GetValue(encoder), parsed.GetValue(decoder), threads.Of(parsed) ?? 0, parsed.GetValue(json))));
        return command;
    }

    private sealed record Request(string Input, SegmentationPrompt? Prompt, bool All, bool Once, string? Output, string? SamEncoder, string? SamDecoder, int Threads, bool Json);

    private static ParsedOption<IReadOnlyList<(int X, int Y)>> Points(string name, string description) => new(
        name, "X,Y[;X,Y...]", description, (option, text) => [.. text.Split(';').Select(part => PixelParser.Point(option, part))], [], "none");

    private static SegmentationPrompt? Prompt(IReadOnlyList<(int X, int Y)> points, IReadOnlyList<(int X, int Y)> others, PictureBox? box)
    {
        if (points.Count == 0 && box is null)
            return others.Count == 0 ? null : throw new SemComException("--not needs something that is meant (there was none); add --point X,Y or --box X,Y,W,H");
        var prompt = box is { } around ? SegmentationPrompt.In(around) : SegmentationPrompt.At(points[0].X, points[0].Y);
        foreach (var (x, y) in points.Skip(box is null ? 1 : 0))
            prompt = prompt.With(x, y);
        foreach (var (x, y) in others)
            prompt = prompt.Without(x, y);
        return prompt;
    }

    private static int Run(CliContext context, Request request)
    {
        if (request.All && request.Prompt is not null)
            throw new SemComException("--all needs no prompt (there was one); leave one of them out");
        var picture = Picture.Load(request.Input);
        var segmenter = Segmenter(request);
        try
        {
            var begin = Stopwatch.GetTimestamp();
            var looked = (request.Once ? segmenter : new CloserSegmenter(segmenter)).Look(picture);
            var lookMs = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
            begin = Stopwatch.GetTimestamp();
            var masks = request.All ? AutomaticMasks.Of(looked, picture.Width, picture.Height) : request.Prompt is { } prompt ? looked.Masks(prompt) : [];
            var importance = request.All || request.Prompt is not null ? null : looked.Importance
                ?? throw new SemComException("segment: this segmenter tells no importance; give a --point or a --box, or --all");
            var result = new SegmentResult(Path.GetFileName(request.Input), picture.Width, picture.Height, importance?.ToMask().Share,
                [.. masks.Select(m => new SegmentRow(m.Quality, m.Mask.Share, m.Mask.Count == 0 ? null : m.Mask.Bounds()))], lookMs, Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
            if (request.Output is not null)
                (importance is not null ? MaskPictures.Shades(importance) : request.All ? MaskPictures.Colours(picture, masks) : MaskPictures.Mask(masks[0].Mask)).Save(request.Output);
            if (request.Json)
                context.Out.WriteLine(JsonSerializer.Serialize(result, CliJson.Indented.SegmentResult));
            else
                SegmentView.Write(context, result, request.Output);
            return CommandLineApp.Success;
        }
        finally
        {
            (segmenter as IDisposable)?.Dispose();
        }
    }

    private static IPromptableSegmenter Segmenter(Request request) => (request.SamEncoder, request.SamDecoder) switch
    {
        (null, null) => PromptableSegmenter.Load(request.Threads),
        ({ } encoder, { } decoder) => SamSegmenter.Load(encoder, decoder, request.Threads),
        _ => throw new SemComException("--sam-encoder and --sam-decoder belong together (one was missing); give both"),
    };
}
