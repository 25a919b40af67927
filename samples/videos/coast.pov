// A toy train runs along a coast while the camera follows it: everything moves. Units are metres of a model world, y is up. The clock runs from 0 to 1; a turn of the island, so the film loops.
// Render: see README.md beside this file. MIT licence, as the rest of SemCom.
#version 3.7;
#include "functions.inc"

#declare R = seed(23);
#macro Rnd(A, B) (A + (B - A) * rand(R)) #end

global_settings { assumed_gamma 1.0 max_trace_level 4 }

#declare Radius = 40;
#declare Sweep = 60;                      // degrees of the circle that the film shows
#declare Angle = Sweep * clock;
#macro OnRing(Rd, Deg, Y) <Rd * sin(radians(Deg)), Y, -Rd * cos(radians(Deg))> #end

camera {
  location OnRing(Radius + 19, Angle + 9, 7.0)
  look_at OnRing(Radius - 3, Angle + 3, 2.6)
  right x * 16 / 9 angle 50
}

light_source { <220, 260, -300> rgb <1.0, 0.94, 0.84> * 1.1 }
light_source { <-200, 180, 100> rgb <0.35, 0.45, 0.62> * 0.5 shadowless }

sky_sphere {
  pigment { gradient y color_map { [0 rgb <0.78, 0.86, 0.92>] [0.35 rgb <0.30, 0.52, 0.80>] [1 rgb <0.12, 0.30, 0.62>] } }
  pigment { bozo turbulence 0.65 octaves 6 omega 0.6 lambda 2 color_map { [0 rgbt 1] [0.5 rgbt 1] [0.75 rgbt <0.97, 0.97, 0.98, 0.15>] [1 rgbt <0.92, 0.93, 0.95, 0.05>] } scale <0.5, 0.18, 0.5> }
}

#declare Matte = finish { diffuse 0.75 ambient 0.12 }
#declare Satin = finish { diffuse 0.7 ambient 0.10 specular 0.4 roughness 0.02 reflection { 0.0, 0.15 fresnel on } conserve_energy }

// Everything that repeats after Sweep degrees is made once and turned, so that the last picture meets the first.
#macro Around(Thing) #local K = -2; #while (K < 4) object { Thing rotate y * -Sweep * K } #local K = K + 1; #end #end

plane { y, 0
  pigment { rgb <0.03, 0.17, 0.23> }
  normal { bumps 0.35 scale <1.6, 1, 0.8> translate x * 2 * sin(2 * pi * clock) }
  finish { diffuse 0.6 ambient 0.08 specular 0.5 roughness 0.006 reflection { 0.05, 0.7 fresnel on } conserve_energy }
  interior { ior 1.33 }
}
difference { // the embankment
  cylinder { <0, -3, 0>, <0, 1.1, 0>, Radius + 4 }
  cylinder { <0, 1.0, 0>, <0, 4, 0>, Radius + 2.2 }
  pigment { granite color_map { [0 rgb <0.30, 0.27, 0.23>] [0.5 rgb <0.52, 0.47, 0.40>] [1 rgb <0.66, 0.61, 0.54>] } scale 2.5 }
  normal { granite 0.35 scale 1.2 }
  finish { Matte }
}
cylinder { <0, 0, 0>, <0, 1.02, 0>, Radius - 2.4
  pigment { bozo turbulence 0.6 octaves 5 color_map { [0 rgb <0.12, 0.24, 0.05>] [0.5 rgb <0.22, 0.36, 0.08>] [1 rgb <0.42, 0.44, 0.15>] } scale 2.2 }
  normal { bumps 0.5 scale 0.25 }
  finish { Matte }
}
#declare Hills = union {
  #local I = 0;
  #while (I < 7)
    sphere { 0, 1 scale <Rnd(5, 9), Rnd(4, 9.5), Rnd(5, 8)> translate OnRing(Rnd(16, 24), Sweep * (I + 0.5) / 7, 0) }
    #local I = I + 1;
  #end
  pigment { bozo turbulence 0.7 octaves 6 color_map { [0 rgb <0.10, 0.19, 0.06>] [0.55 rgb <0.20, 0.30, 0.10>] [0.8 rgb <0.40, 0.36, 0.26>] [1 rgb <0.55, 0.51, 0.44>] } scale 2 }
  normal { granite 0.5 scale 2 }
  finish { Matte }
}
Around(Hills)

// Rails and sleepers.
#declare Track = union {
  #local I = 0;
  #while (I < 48)
    box { <-0.14, 0, -1.05>, <0.14, 0.12, 1.05> rotate y * 90 translate <0, 1.02, -Radius> rotate y * -Sweep * I / 48 }
    #local I = I + 1;
  #end
  pigment { rgb <0.20, 0.13, 0.08> } finish { Matte }
}
Around(Track)
torus { Radius - 0.55, 0.07 translate y * 1.22 pigment { rgb 0.45 } finish { Satin } }
torus { Radius + 0.55, 0.07 translate y * 1.22 pigment { rgb 0.45 } finish { Satin } }

// Houses, trees, posts with wires.
#macro House(C, Roof, W, H, D)
  union {
    box { <-W, 0, -D>, <W, H, D> pigment { rgb C } normal { bumps 0.1 scale 0.2 } finish { Matte } }
    prism { linear_sweep linear_spline -D - 0.25, D + 0.25, 4, <-W - 0.3, 0>, <W + 0.3, 0>, <0, W * 0.95>, <-W - 0.3, 0> rotate x * -90 translate y * H pigment { brick rgb Roof * 0.6, rgb Roof brick_size <0.5, 0.22, 0.3> mortar 0.05 } finish { Matte } }
    #local Wi = -1;
    #while (Wi < 2)
      #local Fl = 0;
      #while (Fl < 2)
        box { <-0.3, 0, -0.05>, <0.3, 0.75, 0.05> translate <Wi * W * 0.52, 0.55 + Fl * H * 0.48, -D> pigment { rgb <0.06, 0.10, 0.16> } finish { Satin } }
        box { <-0.42, -0.08, -0.09>, <0.42, 0, 0.05> translate <Wi * W * 0.52, 0.55 + Fl * H * 0.48, -D> pigment { rgb 0.85 } finish { Matte } }
        #local Fl = Fl + 1;
      #end
      #local Wi = Wi + 2;
    #end
    box { <-0.35, 0, -0.06>, <0.35, 1.3, 0.05> translate <0, 0, -D> pigment { rgb <0.25, 0.10, 0.05> } finish { Matte } }
  }
#end
#macro Tree(H)
  union {
    cylinder { 0, <0, H * 0.45, 0>, 0.16 pigment { rgb <0.20, 0.13, 0.08> } finish { Matte } }
    #local J = 0;
    #while (J < 26)
      sphere { <Rnd(-0.75, 0.75), H * Rnd(0.4, 0.95), Rnd(-0.75, 0.75)>, Rnd(0.28, 0.52) pigment { rgb <Rnd(0.08, 0.24), Rnd(0.24, 0.36), 0.06> } finish { Matte } }
      #local J = J + 1;
    #end
  }
#end
#declare Walls = array[6] { <0.86, 0.80, 0.66>, <0.80, 0.42, 0.28>, <0.55, 0.68, 0.72>, <0.88, 0.70, 0.34>, <0.74, 0.74, 0.70>, <0.66, 0.52, 0.60> }
#declare Village = union {
  #local I = 0;
  #while (I < 6)
    object { House(Walls[I], <0.62, 0.22, 0.12>, Rnd(1.2, 1.7), Rnd(2.2, 3.4), 1.3) rotate y * Rnd(-12, 12) translate <0, 1, -(Radius - Rnd(5.5, 8.5))> rotate y * -Sweep * (I + 0.3) / 6 }
    #local I = I + 1;
  #end
  #local I = 0;
  #while (I < 16)
    object { Tree(Rnd(2.2, 3.6)) translate <0, 1, -(Radius - Rnd(3.4, 11))> rotate y * -Sweep * (I + Rnd(-0.3, 0.3)) / 16 }
    #local I = I + 1;
  #end
  #local I = 0;
  #while (I < 5)
    union {
      cylinder { 0, <0, 3.4, 0>, 0.09 } cylinder { <0, 3.0, -0.7>, <0, 3.0, 0.7>, 0.06 }
      pigment { rgb <0.26, 0.18, 0.12> } finish { Matte } translate <0, 1, -(Radius - 2.1)> rotate y * -Sweep * I / 5
    }
    #local I = I + 1;
  #end
}
Around(Village)

// ---- the train, which the camera follows a little slower than it runs --------------------------------------------

#macro Wheels(L)
  #local J = -1;
  #while (J < 2)
    cylinder { <J * L * 0.62, 0.38, -0.75>, <J * L * 0.62, 0.38, 0.75>, 0.38 pigment { rgb 0.06 } finish { Satin } }
    cylinder { <J * L * 0.62, 0.38, -0.78>, <J * L * 0.62, 0.38, 0.78>, 0.12 pigment { rgb <0.75, 0.60, 0.15> } finish { Satin } }
    box { <-0.3, -0.05, -0.80>, <0.3, 0.05, 0.80> rotate z * (360 * 6 * clock + 45) translate <J * L * 0.62, 0.38, 0> pigment { rgb <0.6, 0.1, 0.08> } finish { Satin } }
    #local J = J + 2;
  #end
#end
#declare Engine = union {
  box { <-2.1, 0.5, -0.8>, <2.1, 0.8, 0.8> pigment { rgb 0.08 } finish { Satin } }
  cylinder { <-1.0, 1.45, 0>, <2.0, 1.45, 0>, 0.72 pigment { rgb <0.06, 0.32, 0.16> } finish { Satin } }
  cylinder { <1.25, 2.0, 0>, <1.25, 2.9, 0>, 0.22 pigment { rgb 0.05 } finish { Satin } }
  sphere { <0.2, 2.15, 0>, 0.32 pigment { rgb <0.80, 0.62, 0.15> } finish { Satin } }
  difference { box { <-2.1, 0.8, -0.85>, <-0.9, 2.6, 0.85> } box { <-1.85, 1.6, -1>, <-1.15, 2.3, 1> } pigment { rgb <0.70, 0.10, 0.07> } finish { Satin } }
  box { <-2.25, 2.6, -0.98>, <-0.75, 2.75, 0.98> pigment { rgb 0.1 } finish { Satin } }
  cylinder { <2.0, 1.45, 0>, <2.08, 1.45, 0>, 0.4 pigment { rgb <1, 0.95, 0.7> } finish { ambient 0.6 } }
  Wheels(2)
}
#macro Coach(C, Letters)
  union {
    box { <-1.9, 0.6, -0.82>, <1.9, 2.25, 0.82> pigment { rgb C } finish { Satin } }
    box { <-1.95, 2.25, -0.92>, <1.95, 2.42, 0.92> pigment { rgb 0.75 } finish { Matte } }
    #local J = -2;
    #while (J < 3)
      box { <-0.26, 1.45, -0.84>, <0.26, 2.0, 0.84> translate x * 0.74 * J pigment { rgb <0.95, 0.88, 0.55> } finish { ambient 0.35 } }
      #local J = J + 1;
    #end
    text { ttf "timrom.ttf", Letters, 0.05, 0 pigment { rgb <0.95, 0.85, 0.4> } finish { Satin } scale 0.62 translate <-0.95, 0.78, -0.86> }
    Wheels(1.9)
  }
#end
#declare Train = Angle + 3.5 + 2.2 * sin(2 * pi * clock);
object { Engine translate <0, 1.28, -Radius> rotate y * -(Train + 5) }
object { Coach(<0.10, 0.22, 0.50>, "SEMCOM") translate <0, 1.28, -Radius> rotate y * -(Train - 1.1) }
object { Coach(<0.62, 0.12, 0.08>, "COAST") translate <0, 1.28, -Radius> rotate y * -(Train - 7.0) }
// smoke
#declare I = 0;
#while (I < 9)
  #declare Puff = mod(I + 9 * 3 * clock, 9);
  sphere { 0, 0.28 + 0.13 * Puff pigment { rgbt <0.85, 0.85, 0.86, 0.35 + 0.065 * Puff> } finish { diffuse 0.5 ambient 0.3 } translate OnRing(Radius, Train + 6.8 - 1.1 * Puff, 4.3 + 0.42 * Puff) }
  #declare I = I + 1;
#end
