using SemCom;

var picture = Picture.Load(args is [var path, ..] ? path : "samples/pictures/harbour.png");
await using var link = SemanticLink.Create(o => o.Channel("rayleigh", snrDb: 7).Bandwidth(1.0 / 16).Seed(2));
var result = await link.SendAsync(picture);
result.Picture.Save("received.png");
Console.WriteLine($"{result.Quality.PsnrDb:F2} dB for {result.Ledger.Total} channel uses");
