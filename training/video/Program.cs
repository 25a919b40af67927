using System.Globalization;
using SemCom;
using SemCom.Training.Video;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args.Length != 3 || !int.TryParse(args[2], out var rounds))
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project training/video -- PICTURES OUT.json ROUNDS      PICTURES: a folder of PNG pictures of at least 384x288");
    return 2;
}
var pictures = Directory.GetFiles(args[0], "*.png").Order(StringComparer.Ordinal).Select(Picture.Load).ToArray();
using var transmitter = SemanticTransmitter.Load("image-live", threads: 1);
var classes = DifferenceClasses.Start(transmitter.Tables, count: 12);
for (var round = 0; round < rounds; round++)
{
    var sums = new DifferenceSums(classes);
    Parallel.For(0, pictures.Length, i => new VideoTrial(transmitter, classes.ToTables()).Run(SyntheticVideo.Of(pictures[i], pictures[(i + 7) % pictures.Length], seed: 1000 + i), seed: i, sums));
    Console.WriteLine($"round {round}: expected error {sums.MeanErrorDb:F3} dB");
    classes = sums.Learn();
    File.WriteAllText(args[1], classes.ToJson());
}
return 0;
